using System.Globalization;

namespace Provenance.Engine.Claims.Copies;

/// <summary>The number of a pull request as platforms write it behind a title: <c>Title (#12)</c>.</summary>
internal static class PullRequestNumber
{
    private const int MostDigits = 9;

    /// <summary>Cuts the number off, with the blanks before it.</summary>
    /// <returns>False, and the subject as it was, when it does not end with one.</returns>
    public static bool TryCut(ref ReadOnlySpan<char> subject, out int number)
    {
        number = 0;
        var open = subject.EndsWith(")") ? subject.LastIndexOf("(#") : -1;
        if (open < 0 || subject[(open + 2)..^1] is not { Length: <= MostDigits } digits || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        subject = subject[..open].TrimEnd(' ');
        return true;
    }
}
