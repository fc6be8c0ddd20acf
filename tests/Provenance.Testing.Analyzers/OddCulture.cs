using System.Globalization;

namespace Provenance.Testing.Analyzers;

/// <summary>The culture under which analyzers and fixes run in tests: whoever formats by the current culture is found out, as the expectations are invariant.</summary>
internal static class OddCulture
{
    public static CultureInfo Instance { get; } = Create();

    private static CultureInfo Create()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ";";
        culture.NumberFormat.NegativeSign = "minus ";
        culture.NumberFormat.NumberGroupSeparator = "_";
        culture.NumberFormat.PercentSymbol = " in 100";
        culture.DateTimeFormat.DateSeparator = "~";
        culture.DateTimeFormat.ShortDatePattern = "dd/yyyy/MM";
        return CultureInfo.ReadOnly(culture);
    }
}
