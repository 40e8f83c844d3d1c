// Holds the meta object of Page.
#include "ui/kit/page.hpp"
