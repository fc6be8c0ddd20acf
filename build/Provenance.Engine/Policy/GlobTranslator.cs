using System.Globalization;
using System.Text;

namespace Provenance.Engine.Policy;

/// <summary>One pass over a glob that writes the regular expression with the same language.</summary>
internal sealed class GlobTranslator
{
    private const int MaxBraceDepth = 4;

    private readonly string pattern;
    private readonly StringBuilder expression = new(@"\A");
    private int position;
    private int braceDepth;

    private GlobTranslator(string pattern) => this.pattern = pattern;

    /// <returns>The expression, which is meaningless when there is an error.</returns>
    public static (string Expression, GlobError? Error) Translate(string pattern)
    {
        var translator = new GlobTranslator(pattern);
        var error = translator.CheckShape() ?? translator.Run();
        return (translator.expression.ToString(), error);
    }

    private GlobError? CheckShape() => pattern switch
    {
        "" or "/" => new GlobError(1, "it is empty"),
        { Length: > Limits.MaxPatternLength } => new GlobError(Limits.MaxPatternLength + 1, string.Create(CultureInfo.InvariantCulture, $"it is longer than {Limits.MaxPatternLength} characters")),
        ['!', ..] => new GlobError(1, "exceptions with ! are not supported, write what is meant"),
        _ when pattern.Contains("//", StringComparison.Ordinal) => new GlobError(pattern.IndexOf("//", StringComparison.Ordinal) + 1, "// names no folder"),
        _ when HasDotSegment() => new GlobError(1, "paths hold no . and no .. folder"),
        _ => null,
    };

    private bool HasDotSegment() => pattern.Split('/').Any(segment => segment is "." or "..");

    private GlobError? Run()
    {
        var isFolder = pattern[^1] == '/';
        var body = isFolder ? pattern.Length - 1 : pattern.Length;
        if (pattern[0] == '/')
        {
            position = 1;
        }
        else if (!pattern.AsSpan(0, body).Contains('/'))
        {
            expression.Append("([^/]+/)*");
        }

        while (position < body)
        {
            if (Step(body) is { } error)
            {
                return error;
            }
        }

        if (braceDepth > 0)
        {
            return Refuse(pattern.Length - 1, "{ is not closed");
        }

        expression.Append(isFolder ? "/[^/].*" : CoversFolder(body) ? "(/[^/].*)?" : "").Append(@"\z");
        // A file name may hold a line feed, which the dot would not match.
        expression.Insert(0, "(?s)");
        return null;
    }

    private bool CoversFolder(int body)
    {
        var last = pattern.AsSpan(pattern.AsSpan(0, body).LastIndexOf('/') + 1);
        return last.IndexOfAny("*?[") < 0;
    }

    private GlobError? Step(int body)
    {
        var c = pattern[position];
        switch (c)
        {
            case '*':
                return Stars(body);
            case '?':
                expression.Append("[^/]");
                break;
            case '[':
                return CharacterSet(body);
            case '{':
                return OpenBrace(body);
            case '}' when braceDepth == 0:
                return Refuse(position, "} without {");
            case '}':
                braceDepth--;
                expression.Append(')');
                break;
            case ',' when braceDepth > 0:
                expression.Append('|');
                break;
            case '\\':
                return Refuse(position, "write / between folders, and brackets around a character that is meant literally");
            default:
                AppendLiteral(c);
                break;
        }

        position++;
        return null;
    }

    private GlobError? Stars(int body)
    {
        var start = position;
        while (position < body && pattern[position] == '*')
        {
            position++;
        }

        var count = position - start;
        if (count == 1)
        {
            expression.Append("[^/]*");
            return null;
        }

        var opens = start == 0 || pattern[start - 1] == '/';
        var closes = position == body || pattern[position] == '/';
        if (count > 2 || !opens || !closes || braceDepth > 0)
        {
            return Refuse(start, "** must stand alone between slashes and outside braces");
        }

        if (position == body)
        {
            expression.Append("[^/].*");
            return null;
        }

        expression.Append("([^/]+/)*");
        position++;
        return null;
    }

    private GlobError? OpenBrace(int body)
    {
        if (++braceDepth > MaxBraceDepth)
        {
            return Refuse(position, "braces stand too deep in one another");
        }

        if (!HasAlternatives(body))
        {
            return Refuse(position, "braces need at least two alternatives, separated by commas");
        }

        expression.Append('(');
        position++;
        return null;
    }

    private bool HasAlternatives(int body)
    {
        var depth = 0;
        for (var i = position; i < body; i++)
        {
            depth += pattern[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return false;
            }

            if (depth == 1 && pattern[i] == ',')
            {
                return true;
            }
        }

        return false;
    }

    private GlobError? CharacterSet(int body)
    {
        var start = position++;
        var negated = position < body && pattern[position] is '!' or '^';
        position += negated ? 1 : 0;
        var first = position;
        var set = new StringBuilder();
        while (position < body && (pattern[position] != ']' || position == first))
        {
            var low = pattern[position];
            if (low is '/' or '[' && position + 1 < body && (low == '/' || pattern[position + 1] is ':' or '.' or '='))
            {
                return Refuse(position, low == '/' ? "a set cannot hold /" : "named sets such as [:alpha:] are not supported");
            }

            var isRange = position + 2 < body && pattern[position + 1] == '-' && pattern[position + 2] != ']';
            var high = isRange ? pattern[position + 2] : low;
            if (high < low)
            {
                return Refuse(position, "the range runs backwards");
            }

            AppendRange(set, low, high);
            position += isRange ? 3 : 1;
        }

        if (position >= body)
        {
            return Refuse(start, "[ is not closed");
        }

        position++;
        // Ranges such as [+-9] span the slash, which no set matches.
        expression.Append('[').Append(negated ? "^/" : "").Append(set).Append(negated ? "" : "-[/]").Append(']');
        return null;
    }

    private void AppendLiteral(char c) => expression.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:X4}");

    private static void AppendRange(StringBuilder set, char low, char high) =>
        set.Append(CultureInfo.InvariantCulture, $@"\u{(int)low:X4}-\u{(int)high:X4}");

    private static GlobError Refuse(int at, string reason) => new(at + 1, reason);
}
