using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Testing.Analyzers;

/// <summary>Takes the markup out of a source: <c>[|…|]</c>, <c>{|ID:…|}</c>, <c>{|#0:…|}</c> and <c>$$</c>. Spans may nest.</summary>
public static class TestFileMarkupParser
{
    /// <exception cref="InvalidOperationException">A span is closed that was not opened, or the other way round.</exception>
    public static TestFileMarkup Parse(string input)
    {
        var text = new StringBuilder(input.Length);
        var positions = new List<int>();
        var spans = new List<(string Name, TextSpan Span)>();
        var open = new Stack<(string? Name, int Start)>();
        for (var at = 0; at < input.Length;)
        {
            if (StartsWith(input, at, "$$"))
            {
                positions.Add(text.Length);
                at += 2;
            }
            else if (StartsWith(input, at, "[|"))
            {
                open.Push((null, text.Length));
                at += 2;
            }
            else if (StartsWith(input, at, "{|") && input.IndexOf(':', at) is var colon and > 0)
            {
                open.Push((input[(at + 2)..colon], text.Length));
                at = colon + 1;
            }
            else if (StartsWith(input, at, "|]") || StartsWith(input, at, "|}"))
            {
                if (open.Count == 0 || (open.Peek().Name is null) != (input[at + 1] == ']'))
                {
                    throw new InvalidOperationException($"Markup is closed at {at} that was not opened: {input}");
                }

                var (name, start) = open.Pop();
                spans.Add((name ?? "", TextSpan.FromBounds(start, text.Length)));
                at += 2;
            }
            else
            {
                text.Append(input[at++]);
            }
        }

        return open.Count == 0
            ? new TestFileMarkup(text.ToString(), positions, [.. spans.OrderBy(span => span.Span.Start)])
            : throw new InvalidOperationException($"Markup is opened and not closed: {input}");
    }

    private static bool StartsWith(string input, int at, string mark) => string.CompareOrdinal(input, at, mark, 0, mark.Length) == 0;
}

/// <param name="Text">Without markup.</param>
/// <param name="Positions">Of <c>$$</c>.</param>
/// <param name="Spans">By ascending start; the name is empty for <c>[|…|]</c>, an id, or <c>#</c> and a number.</param>
public sealed record TestFileMarkup(string Text, IReadOnlyList<int> Positions, IReadOnlyList<(string Name, TextSpan Span)> Spans);
