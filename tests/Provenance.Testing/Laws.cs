using FsCheck;
using FsCheck.Fluent;

namespace Provenance.Testing;

/// <summary>How properties are checked: the same cases in every run, so that a red build is about the change in it; new ones in the long run, where they are looked for.</summary>
public static class Laws
{
    private const ulong Seed = 0x9E3779B97F4A7C15;

    /// <summary>Throws with the falsified case. <c>PROVENANCE_NEW_CASES=1</c> (<c>.ci/long</c>) takes new random cases; a seed that fails becomes a named example.</summary>
    public static Config Config { get; } = string.Equals(Environment.GetEnvironmentVariable("PROVENANCE_NEW_CASES"), "1", StringComparison.Ordinal)
        ? Config.QuickThrowOnFailure
        : Config.QuickThrowOnFailure.WithReplay(new Replay(new Rnd(Seed), null));
}
