using Storefront.Tests;

return Checks.Failures() == 0 ? 0 : 1;
