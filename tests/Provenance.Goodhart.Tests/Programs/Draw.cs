namespace Provenance.Goodhart.Tests.Programs;

/// <summary>The same numbers from the same seed on every machine.</summary>
/// <remarks>Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.</remarks>
internal sealed class Draw(int seed)
{
    // One of those under which no piece of the shop happens to repeat another.
    private const ulong Series = 4_000_038;

    private ulong _state = ((ulong)seed + Series) * 0xD1342543DE82EF95;

    /// <summary>From 0 to less than <paramref name="count"/>.</summary>
    public int Below(int count)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)count);
    }

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
