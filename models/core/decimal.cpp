#include "models/core/decimal.hpp"
