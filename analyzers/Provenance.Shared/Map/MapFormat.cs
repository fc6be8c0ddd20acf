namespace Provenance.Shared.Map;

/// <summary>The words of the map's grammar, version 1 (docs/map.md): one source for the engine that writes and the analyzers that read.</summary>
/// <remarks>A format of our own: in the compiler's process there is no JSON library to lean on, and a file must be found without parsing all others.</remarks>
internal static class MapFormat
{
    public const int Version = 1;
    public const string Name = "provenance-map";
    public const string Absent = "-";

    public const char Agent = 'a';
    public const char Origin = 'o';
    public const char Policy = 'p';
    public const char File = 'f';
    public const char Run = 'r';
    public const char Churn = 'c';
    public const char Lines = 'h';
    public const char Units = 'u';
    public const char End = 'e';

    /// <summary>Index = value of the engine's <c>Label</c>.</summary>
    public static readonly string[] Labels = ["unknown", "human", "mixed", "agent"];

    /// <summary>Weakest first; index = value of the engine's <c>Tier</c>.</summary>
    public static readonly string[] Tiers = ["asserted", "platform", "attested"];

    /// <summary>Weakest first; index 0 = no claim, hence no confidence.</summary>
    public static readonly string[] Confidences = [Absent, "low", "medium", "high"];

    public static readonly string[] Severities = ["hidden", "info", "warning", "error"];

    /// <summary>Letters <c>a-z 0-9 . _ -</c>, 1 to 64 of them.</summary>
    public static bool IsAgent(string text) => HasForm(text, MapLimits.MaxAgentChars, static c => IsLower(c) || IsDigit(c) || c is '.' or '_' or '-');

    /// <summary>Letters <c>A-Z a-z 0-9 . _ : / + -</c>, 1 to 96 of them.</summary>
    public static bool IsModel(string text) =>
        HasForm(text, MapLimits.MaxModelChars, static c => IsLower(c) || IsDigit(c) || c is (>= 'A' and <= 'Z') or '.' or '_' or ':' or '/' or '+' or '-');

    /// <summary>Lower-case hexadecimal digits, as git prints an id or the beginning of one.</summary>
    public static bool IsHex(string text, int minLength, int maxLength) =>
        text.Length >= minLength && HasForm(text, maxLength, static c => IsDigit(c) || c is >= 'a' and <= 'f');

    /// <summary>A rule id: <c>PROV</c> and three digits.</summary>
    public static bool IsRule(string text) =>
        text.Length == 7 && text.StartsWith("PROV", StringComparison.Ordinal) && IsDigit(text[4]) && IsDigit(text[5]) && IsDigit(text[6]);

    /// <summary>A day of the Gregorian calendar as <c>yyyy-MM-dd</c>, years 1 to 9999.</summary>
    public static bool IsDay(string text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !TryNumber(text, 0, 4, out var year) || !TryNumber(text, 5, 2, out var month) || !TryNumber(text, 8, 2, out var day))
        {
            return false;
        }

        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    /// <summary>Reads decimal digits and nothing else; at most nine, which always fit.</summary>
    public static bool TryNumber(string text, int start, int length, out int value)
    {
        value = 0;
        if (length is < 1 or > 9)
        {
            return false;
        }

        for (var i = start; i < start + length; i++)
        {
            if (!IsDigit(text[i]))
            {
                return false;
            }

            value = (value * 10) + (text[i] - '0');
        }

        return true;
    }

    private static bool HasForm(string text, int maxLength, Func<char, bool> isAllowed)
    {
        if (text.Length == 0 || text.Length > maxLength)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!isAllowed(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLower(char c) => c is >= 'a' and <= 'z';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
