namespace Tour.History;

/// <summary>Paths of the shop that the chapters edit.</summary>
internal static class ShopFiles
{
    public const string Build = "Directory.Build.props";
    public const string Cart = "src/Storefront.Core/Cart.cs";
    public const string Prices = "src/Storefront.Core/Prices.cs";
    public const string Shipping = "src/Storefront.Core/Shipping.cs";
    public const string Stock = "src/Storefront.Core/Stock.cs";
    public const string Taxes = "src/Storefront.Core/Taxes.cs";
    public const string OldTaxes = "src/Storefront.Core/OldTaxes.cs";
    public const string Core = "src/Storefront.Core/Storefront.Core.csproj";
    public const string Receipts = "src/Storefront/Receipts.cs";
    public const string Checkout = "src/Storefront/Checkout.cs";
    public const string Main = "src/Storefront/Program.cs";
    public const string Checks = "tests/Storefront.Tests/Checks.cs";
}
