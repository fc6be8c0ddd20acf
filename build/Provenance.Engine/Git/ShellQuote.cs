using System.Globalization;
using System.Text;

namespace Provenance.Engine.Git;

/// <summary>Writes a path so that the command line in a message can be copied as it stands, and no control character reaches a log.</summary>
public static class ShellQuote
{
    public static string Path(string path)
    {
        var result = new StringBuilder("'");
        foreach (var c in path)
        {
            if (c == '\'')
            {
                result.Append("'\\''");
            }
            else if (char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:x}}}");
            }
            else
            {
                result.Append(c);
            }
        }

        return result.Append('\'').ToString();
    }
}
