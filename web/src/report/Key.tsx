/** The legend of all pictures. */
export function Key() {
  return (
    <footer className="how">
      <h2>How to read the pictures</h2>
      <dl className="key">
        <div>
          <dt>
            <svg viewBox="0 0 90 20" width="90" height="20" aria-hidden="true">
              <line x1="4" x2="86" y1="10" y2="10" stroke="var(--accent)" strokeWidth="1.5" />
              <line x1="28" x2="62" y1="10" y2="10" stroke="var(--accent)" strokeWidth="5" />
              <circle cx="45" cy="10" r="5.5" fill="var(--accent)" />
            </svg>
            <span className="vh">Dot with bars</span>
          </dt>
          <dd>Dot: best estimate. Thick bar: 50 in 100. Thin bar: the range that the column names.</dd>
        </div>
        <div>
          <dt>
            <svg viewBox="0 0 90 20" width="90" height="20" aria-hidden="true">
              <path d="M4 10C30 10 60 4 86 2v16C60 16 30 12 4 10z" fill="var(--accent-band)" />
              <path d="M4 10h40" stroke="var(--accent)" strokeWidth="2" />
              <path d="M48 10h38" stroke="var(--accent)" strokeWidth="2" strokeDasharray="2 5" strokeLinecap="round" />
            </svg>
            <span className="vh">Band</span>
          </dt>
          <dd>Band: the same ranges along a curve. Dotted: not seen yet.</dd>
        </div>
        <div>
          <dt>
            <svg viewBox="0 0 112 20" width="112" height="20" aria-hidden="true">
              <rect x="10.5" y="4.5" width="11" height="11" transform="rotate(45 16 10)" fill="var(--ink)" />
              <circle cx="45" cy="10" r="5.5" fill="var(--paper)" stroke="var(--ink-2)" strokeWidth="2" />
              <circle cx="74" cy="10" r="5.5" fill="var(--accent)" />
              <circle cx="102" cy="10" r="5.5" fill="var(--care)" />
            </svg>
            <span className="vh">Shapes</span>
          </dt>
          <dd>
            Diamond: best simple option. Ring: compared, or cannot tell yet. Blue: what is judged. Orange: needs care.
          </dd>
        </div>
      </dl>
    </footer>
  );
}
