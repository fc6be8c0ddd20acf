using Storefront.Core;

namespace Storefront.Tests;

public static class Checks
{
    public static int Failures() => Prices.Round(1.005m) == 1.00m ? 0 : 1;
}
