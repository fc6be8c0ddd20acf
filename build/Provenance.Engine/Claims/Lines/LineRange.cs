namespace Provenance.Engine.Claims.Lines;

/// <summary>Lines of a file, as git counts them: ended by LF, numbered from 1.</summary>
/// <param name="First">At least 1.</param>
/// <param name="Last">Inclusive, at least <paramref name="First"/>.</param>
public readonly record struct LineRange(int First, int Last)
{
    public long Count => (long)Last - First + 1;

    public bool Contains(int line) => line >= First && line <= Last;

    public bool Contains(LineRange other) => other.First >= First && other.Last <= Last;
}
