namespace Provenance.Engine.History.Identity;

/// <summary>How units of a new version are known to be units of an old one.</summary>
internal enum PieceKind : byte
{
    /// <summary>The text diff, or the token diff inside a changed region, matches them in place.</summary>
    Aligned,

    Moved,

    /// <summary>In place, under other names.</summary>
    Renamed,
}

/// <summary>A run of units that a commit keeps.</summary>
/// <param name="File">Index, in the step, of the file that had them.</param>
internal readonly record struct Piece(int File, int OldStart, int NewStart, int Length, PieceKind Kind);

/// <summary>A stretch between two aligned pieces: what the old version had there and what the new one has.</summary>
internal readonly record struct Region(int OldStart, int OldEnd, int NewStart, int NewEnd);
