using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Joins the verdicts on tokens into runs and places.</summary>
internal sealed class RunBuilder
{
    private readonly List<(TextSpan Span, Verdict Verdict)> _tokens = [];

    private bool _isSorted = true;

    public void Add(TextSpan span, Verdict verdict)
    {
        _isSorted &= _tokens.Count == 0 || _tokens[^1].Span.Start < span.Start;
        _tokens.Add((span, verdict));
    }

    public FileEvidence Build(string path, FileStatus status, UnknownReason reason, string sha256, SourceText text)
    {
        // A walk gives tokens in order; those of removed regions come after it.
        if (!_isSorted)
        {
            _tokens.Sort((left, right) => left.Span.Start.CompareTo(right.Span.Start));
        }

        var runs = ImmutableArray.CreateBuilder<ClassRun>();
        var places = new TokenPlaces<TokenClass>(text);
        var isBroken = true;
        foreach (var (span, verdict) in _tokens)
        {
            places.Add(span, verdict.Class);
            if (verdict.Class == TokenClass.None)
            {
                isBroken = true;
            }
            else if (!isBroken && runs[^1].Class == verdict.Class && runs[^1].Reason == verdict.Reason)
            {
                runs[^1] = runs[^1] with { End = span.End };
            }
            else
            {
                runs.Add(new ClassRun(span.Start, span.End, verdict.Class, verdict.Reason));
                isBroken = false;
            }
        }

        return new FileEvidence(path, status, reason, sha256, text.Length, runs.DrainToImmutable(), places.Finish());
    }
}
