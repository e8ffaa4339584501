#pragma once

#include <string>

#include "data/contract.hpp"
#include "data/contract_rows.hpp"

// Breaches in words, each with the SQL that shows its rows.

namespace assay::data {

class BreachWords {
  public:
    explicit BreachWords(const Contract& contract) : contract_(contract) {}

    Breach missing_column(const ColumnContract& promised, const engine::Table& table) const;
    Breach unknown_column(const engine::Column& column) const;
    Breach volume(std::int64_t rows) const;
    Breach key(const engine::Table& table, const BrokenRows& rows, std::int64_t groups) const;
    Breach stale(const engine::Column& column, std::int64_t newest, std::int64_t age) const;
    Breach no_time(const engine::Column& column) const;

    Breach type(const ColumnContract& promised, const engine::Column& column,
                const BrokenRows& rows) const;
    Breach missing(const ColumnContract& promised, const engine::Column& column,
                   const BrokenRows& rows) const;
    Breach range(const ColumnContract& promised, const engine::Column& column,
                 const BrokenRows& rows, double furthest) const;
    Breach set(const ColumnContract& promised, const engine::Column& column,
               const BrokenRows& rows) const;
    Breach unique(const ColumnContract& promised, const engine::Column& column,
                  const BrokenRows& rows, std::int64_t groups) const;
    Breach reference(const ColumnContract& promised, const engine::Column& column,
                     const BrokenRows& rows) const;

  private:
    /// A breach with its place and its rows filled in.
    Breach about(std::string_view code, std::string_view column, std::string_view key,
                 const BrokenRows& rows) const;

    const Contract& contract_;
};

}  // namespace assay::data
