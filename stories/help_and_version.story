# The first things that anyone types.

$ assay --version
assay 0.1.0

$ assay version
assay 0.1.0

$ assay version --json
{
  "schema": "assay.version/1",
  "version": "0.1.0"
}

# Without a command: what this is, and where to begin.

$ assay
assay tells whether an AI product is worth building, with evidence, in money.

Begin with one of these
  assay init DATA               draft a product file from your table
  assay study product.toml      is it worth building?
  assay data profile DATA       what a table holds, and what is wrong with it

assay help lists every command; assay help COMMAND explains one.
[exit 2]

$ assay --help
assay tells whether an AI product is worth building, with evidence, in money.

Usage: assay COMMAND [flags]

Commands
  study             Is this product worth building?
  study diff        What changed between two studies, and why
  evaluate          How good is a model, from its predictions alone?
  evaluate claim    Is what somebody claims about a model so?
  init              Draft a product file from a table
  data profile      What a table holds, and what is wrong with it
  data check        All that may be wrong with a table, the costliest first
  data drift        Whether a table still looks like an earlier one
  data labels       Which labels are wrong, and how far people agree
…
  ledger list       The latest entries of the ledger
  ledger show       One entry of the ledger, whole
  ledger verify     Was anything in the ledger changed?
  ledger export     The whole ledger as JSON lines
  report            Make the HTML report of a document
  schema            The JSON schema of a document
  version           Show which version this is
  completion        Completion for your shell
  man               The manual page

assay help COMMAND explains a command; assay --version names the version.

$ assay ledger --help
…
Usage: assay ledger COMMAND [flags]
…

$ assay help study
assay study  Is this product worth building?

Usage: assay study [PRODUCT.toml] [flags]
…
Arguments
  PRODUCT.toml            product file; flags below override it [product.toml]

The data
      --data FILE         table to study: CSV, Parquet, JSON lines or Arrow
…
Example
  assay study examples/cards/product.toml -o report.html

# The manual page and the completions are made from the same table.

$ assay man | head -1
.TH ASSAY 1 "" "assay 0.1.0" "User Commands"

$ assay completion bash | head -1 | cut -c3-
bash completion for assay

$ assay completion zsh | bash -c 'head -1'
#compdef assay

# A reader that goes away is no error, a full disk is.

$ set -o pipefail; assay man | head -1 > /dev/null

$ assay man > /dev/full
error: cannot write to standard output
hint: check the free space where it goes
[exit 3]
