using System.Collections.Immutable;
using Provenance.Engine.Claims.Marks;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Claims.Lines;

/// <summary>Overlay entries at paths as marks on the lines of one file.</summary>
public sealed class OverlayMarks(Lazy<Registry> registry, Overlay overlay)
{
    private readonly ImmutableArray<OverlayEntry> _entries = [.. overlay.Entries.Where(entry => entry.Target is PathTarget)];

    public bool IsEmpty => _entries.IsEmpty;

    /// <summary>True when some entry matches the path: only then is the file's text needed.</summary>
    public bool Concern(string path) => _entries.Any(entry => ((PathTarget)entry.Target).Paths.Matches(path));

    /// <param name="path">In the birth commit's tree.</param>
    /// <param name="tokens">The file there.</param>
    /// <returns>In the order of the overlay.</returns>
    public ImmutableArray<LineMark> Read(string path, SourceTokens tokens, int lineCount)
    {
        var marks = ImmutableArray.CreateBuilder<LineMark>();
        foreach (var entry in _entries)
        {
            var target = (PathTarget)entry.Target;
            if (!target.Paths.Matches(path))
            {
                continue;
            }

            ImmutableArray<LineRange> scopes = target.Symbol is null ? [new LineRange(1, Math.Max(1, lineCount))] : SourceMarkReader.FindSymbol(tokens, target.Symbol);
            marks.AddRange(scopes.Select(lines => new LineMark(lines, entry.Label, ClaimSource.Overlay, LineRules.Overlay, ClaimsOf(entry, target))));
        }

        return marks.ToImmutable();
    }

    private ImmutableArray<Claim> ClaimsOf(OverlayEntry entry, PathTarget target)
    {
        if (entry.Agent is null)
        {
            return [];
        }

        var claim = Claim.OfLines(
            registry.Value.AgentsById.GetValueOrDefault(entry.Agent),
            entry.Label == Label.Agent ? ClaimRole.Author : ClaimRole.Assistant,
            Confidence.Medium,
            new ModelName(entry.Model, null, IsUnmapped: false),
            session: null,
            ClaimSource.Overlay,
            target.Symbol is null ? Granularity.File : Granularity.Symbol,
            LineRules.Overlay);
        return [claim with { Agent = entry.Agent }];
    }
}
