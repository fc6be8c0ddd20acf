using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine;
using Provenance.Engine.Map;

namespace Provenance.Analyzers.Tests.Map;

/// <summary>Random maps that obey the grammar, with names that try its encoding.</summary>
internal static class GeneratedMaps
{
    private static readonly Gen<string> OddText =
        from characters in Gen.NonEmptyListOf(Gen.Elements('a', 'Z', '0', '/', '.', '-', '%', ' ', '\n', '\t', '\u0000', '\u007F', 'é', '\u2028', '\uFEFF', '\uD83D', '\uDE00'))
        select new string([.. characters]);

    private static readonly Gen<MapOrigin> Origin =
        from label in Gen.Elements(Enum.GetValues<Label>())
        from agent in Gen.Elements<string?>(null, "claude", "acme-bot", "x.y_z")
        from model in Gen.Elements<string?>(null, "anthropic/claude-opus-4-8", "a:b+c")
        from confidence in Gen.Elements(Enum.GetValues<MapConfidence>())
        from tier in Gen.Elements<Tier?>(null, Tier.Asserted, Tier.Platform, Tier.Attested)
        from birth in Gen.Elements<DateOnly?>(null, new DateOnly(2026, 2, 28), new DateOnly(2024, 2, 29))
        from reviewed in Gen.Elements(true, false)
        from commit in Gen.Elements<string?>(null, "0123456789ab", "ffffffffffff")
        select new MapOrigin(label, agent, model, confidence, tier, birth, reviewed, commit);

    private static readonly Gen<MapPolicyEntry> PolicyEntry =
        from rule in Gen.Elements("PROV101", "PROV104")
        from severity in Gen.Elements(Enum.GetValues<MapSeverity>())
        from argument in Gen.OneOf(Gen.Constant((string?)null), OddText.Select(text => (string?)text))
        select new MapPolicyEntry(rule, severity, argument);

    public static Arbitrary<ProvenanceMap> Arbitrary { get; } = (
        from agents in Gen.SubListOf("acme-bot", "zeta", "alpha.1")
        from origins in Gen.NonEmptyListOf(Origin)
        from policy in Gen.NonEmptyListOf(PolicyEntry)
        from paths in Gen.ListOf(OddText)
        from files in Gen.CollectToList(paths.Distinct(StringComparer.Ordinal), path => File(path, origins.Count, policy.Count))
        select new ProvenanceMap([.. agents], [.. origins], [.. policy], [.. files])).ToArbitrary();

    private static Gen<MapFile> File(string path, int origins, int policy) =>
        from hashes in Gen.NonEmptyListOf(Gen.Choose(int.MinValue, int.MaxValue))
        from lengths in Gen.ArrayOf(Gen.Choose(1, 3))
        from gaps in Gen.ArrayOf(Gen.Choose(0, 1))
        from origin in Gen.ArrayOf(Gen.Choose(0, origins - 1), 100)
        from tokens in Gen.ArrayOf(Gen.Choose(0, 500), 100)
        from entries in Gen.ListOf(Gen.Choose(0, policy - 1))
        from rewrites in Gen.Choose(0, 9)
        select new MapFile(
            path,
            (ulong)hashes.Aggregate(1L, (sum, hash) => (sum * 31) + hash),
            [.. hashes.Select(hash => (uint)hash)],
            [.. entries],
            Runs(hashes.Count, lengths, gaps, origin, tokens),
            rewrites == 0 ? [] : [new MapChurn(1, hashes.Count, rewrites)])
        {
            LineUnits = rewrites % 2 == 0 ? [] : [.. hashes.Select(hash => (byte)hash)],
        };

    private static ImmutableArray<MapRun> Runs(int lines, int[] lengths, int[] gaps, int[] origins, int[] tokens)
    {
        var runs = ImmutableArray.CreateBuilder<MapRun>();
        var first = 1;
        for (var i = 0; i < Math.Min(lengths.Length, gaps.Length) && first <= lines && i < origins.Length; i++)
        {
            first += gaps[i];
            var last = Math.Min(lines, first + lengths[i] - 1);
            if (first <= last)
            {
                runs.Add(new MapRun(first, last, origins[i], tokens[i] / 2, tokens[i]));
            }

            first = last + 1;
        }

        return runs.ToImmutable();
    }
}
