using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Joins the verdicts on tokens into runs and line views.</summary>
internal sealed class RunBuilder
{
    private readonly List<(TextSpan Span, Verdict Verdict)> _tokens = [];

    public void Add(TextSpan span, Verdict verdict)
    {
        if (verdict.Class != TokenClass.None)
        {
            _tokens.Add((span, verdict));
        }
    }

    public FileEvidence Build(string path, FileStatus status, UnknownReason reason, string sha256, SourceText text)
    {
        _tokens.Sort((left, right) => left.Span.Start.CompareTo(right.Span.Start));
        var runs = ImmutableArray.CreateBuilder<ClassRun>();
        foreach (var (span, verdict) in _tokens)
        {
            if (runs.Count > 0 && runs[^1].Class == verdict.Class && runs[^1].Reason == verdict.Reason)
            {
                runs[^1] = runs[^1] with { End = span.End };
            }
            else
            {
                runs.Add(new ClassRun(span.Start, span.End, verdict.Class, verdict.Reason));
            }
        }

        return new FileEvidence(path, status, reason, sha256, text.Length, runs.DrainToImmutable(), Lines([.. text.Lines.Select(line => line.Start)]), Lines(LfStarts(text)));
    }

    private static int[] LfStarts(SourceText text)
    {
        var starts = new List<int> { 0 };
        var content = text.ToString();
        for (var at = content.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = content.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }

        return [.. starts];
    }

    // A token that spans lines (a raw string) counts for each of them. Where most of a line's tokens are gone, the line is: a long dead statement must not live beside a short living one.
    private ImmutableArray<TokenClass> Lines(int[] starts)
    {
        var (kept, gone) = (new TokenClass[starts.Length], new TokenClass[starts.Length]);
        var balance = new int[starts.Length];
        var first = 0;
        foreach (var (span, verdict) in _tokens)
        {
            while (first + 1 < starts.Length && starts[first + 1] <= span.Start)
            {
                first++;
            }

            for (var line = first; line < starts.Length && starts[line] < span.End; line++)
            {
                var isGone = verdict.Class is TokenClass.Inactive or TokenClass.Elided;
                var classes = isGone ? gone : kept;
                classes[line] = (TokenClass)Math.Max((byte)classes[line], (byte)verdict.Class);
                balance[line] += isGone ? -1 : 1;
            }
        }

        return [.. balance.Select((tokens, line) => tokens < 0 ? gone[line] : kept[line] == TokenClass.None ? gone[line] : kept[line])];
    }
}
