#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "data/label_values.hpp"
#include "data/labelling.hpp"

namespace assay::data {

/// Gathers labels of several people, whatever file they come from.
class AnnotationReader {
  public:
    /// Without `classes`, those that occur are taken, in order.
    explicit AnnotationReader(const std::vector<std::string>& classes);

    std::int32_t item(const std::string& name) { return items_.number(name); }
    /// The item's true class. InvalidInput on a class that is not declared, and on a second one.
    Result<> check(std::int32_t item, const std::string& label, const std::string& where);
    Result<> add(std::int32_t item, const std::string& annotator, const std::string& label,
                 double seconds, const std::string& where);
    void skip_empty() { ++empty_; }
    void skip_several() { ++several_; }

    /// InvalidInput without a label, and with fewer than two classes.
    Result<Annotations> finish(const std::string& reference);

  private:
    Result<std::int32_t> class_of(const std::string& label, const std::string& where);
    void order_classes(Annotations& out);
    void say(Annotations& out) const;

    Names items_, annotators_, classes_;
    bool declared_;
    Annotations out_;
    std::set<std::pair<std::int32_t, std::int32_t>> seen_;
    std::int64_t again_ = 0, empty_ = 0, several_ = 0, odd_seconds_ = 0;
};

}  // namespace assay::data
