namespace Provenance.Engine.History.Clones;

/// <summary>One path that holds an anchor, and in how many places.</summary>
/// <param name="Path">Its number; a negative one is the complement of that of a <see cref="SharedAnchor"/>.</param>
internal record struct Holder(int Path, int Times);
