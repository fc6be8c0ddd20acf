using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Provenance.Tool;

/// <summary>A file that may not exist in the work tree, and the nearest folder that does.</summary>
internal static class Place
{
    private static readonly Regex WithLine = new(
        "^(?<file>.+?):(?<line>[1-9][0-9]{0,8})(?::(?<column>[1-9][0-9]{0,8}))?$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture);

    /// <summary>Reads <c>FILE:LINE[:COL]</c>; null when it is not of that form.</summary>
    public static (string File, int Line, int? Column)? Parse(string text)
    {
        var match = WithLine.Match(text);
        return match.Success
            ? (match.Groups["file"].Value, Number(match.Groups["line"]), match.Groups["column"].Success ? Number(match.Groups["column"]) : null)
            : null;
    }

    /// <summary>Refuses a mistyped option, which would be taken for the argument; a file of such a name is reached as <c>./-name</c>.</summary>
    public static Argument<string> RefuseOptions(this Argument<string> argument)
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                result.AddError($"Unrecognized option '{token.Value}'.");
            }
        });
        return argument;
    }

    /// <summary>The folder to look for the repository from: a file of another commit may be gone, with its folder.</summary>
    public static string NearestFolder(string path)
    {
        var current = Path.GetFullPath(path);
        while (!Directory.Exists(current))
        {
            current = Path.GetDirectoryName(current)!;
        }

        return current;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
}
