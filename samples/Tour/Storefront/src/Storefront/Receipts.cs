using System.Text;
using Storefront.Core;

namespace Storefront;

public static class Receipts
{
    public static string Header(string shop) => new StringBuilder().Append(shop).AppendLine().ToString();
}
