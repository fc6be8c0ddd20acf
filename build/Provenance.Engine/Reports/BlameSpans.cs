using System.Collections.Immutable;
using Provenance.Engine.Analysis;

namespace Provenance.Engine.Reports;

/// <summary>Joins neighbouring tokens of one origin to spans.</summary>
internal static class BlameSpans
{
    public static BlameTokens Of(HeadText text, UnitBirth[] births, Func<UnitBirth, BlameOrigin> originOf)
    {
        var lines = new GitLines(text.Text);
        var numbers = new Dictionary<BlameOrigin, int>();
        var origins = ImmutableArray.CreateBuilder<BlameOrigin>();
        var spans = ImmutableArray.CreateBuilder<BlameSpan>();
        for (var token = 0; token < births.Length; token++)
        {
            if (text.Weightless[token])
            {
                continue;
            }

            var origin = originOf(births[token]);
            if (!numbers.TryGetValue(origin, out var number))
            {
                numbers[origin] = number = origins.Count;
                origins.Add(origin);
            }

            var position = text.Positions[token];
            var (startLine, startColumn) = lines.PlaceOf(position.Line, position.Column);
            var (endLine, endColumn) = lines.PlaceOf(position.EndLine, position.EndColumn);
            if (spans.Count > 0 && spans[^1] is var last && last.Origin == number && last.StartLine == startLine && last.EndLine == startLine && endLine == startLine)
            {
                spans[^1] = last with { EndColumn = endColumn };
            }
            else
            {
                spans.Add(new BlameSpan(startLine, startColumn, endLine, endColumn, number));
            }
        }

        return new BlameTokens(origins.ToImmutable(), spans.ToImmutable());
    }
}

/// <summary>Turns the compiler's lines and columns, from 0, into git's, from 1: git ends lines at LF only.</summary>
internal sealed class GitLines
{
    private readonly List<(int Line, int Column)> _starts = [(1, 0)];

    public GitLines(string text)
    {
        var (line, column) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            (line, column) = c == '\n' ? (line + 1, 0) : (line, column + 1);
            if (c is '\n' or '\u0085' or '\u2028' or '\u2029' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _starts.Add((line, column));
            }
        }
    }

    public (int Line, int Column) PlaceOf(int line, int column) => (_starts[line].Line, _starts[line].Column + column + 1);
}
