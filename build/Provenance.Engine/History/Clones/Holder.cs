namespace Provenance.Engine.History.Clones;

/// <summary>Who holds an anchor: one path in so many places, or a list of <see cref="SharedAnchors"/>.</summary>
/// <param name="Path">Number of the path; a negative one is the complement of the list.</param>
internal record struct Holder(int Path, int Times)
{
    public static Holder OfList(int list) => new(~list, 0);

    public readonly bool IsList => Path < 0;

    public readonly int List => ~Path;
}
