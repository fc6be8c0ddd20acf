using Provenance.Engine.Git;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Finds the units of versions: those that were read ahead, those that some tree holds, and else in the repository.</summary>
internal sealed class VersionTexts(CommitSource source, WalkTables tables)
{
    private readonly Dictionary<ObjectId, UnreadReason> _unread = [];

    /// <summary>Remembers a text for as long as somebody holds it.</summary>
    public void Hold(ObjectId blob, UnitSequence units) => source.AtHand.Add(blob, units);

    /// <summary>The units of a new version: read ahead when the blob is new, else taken from where they are at hand, else read again. Null when it cannot be read.</summary>
    public UnitSequence? OfNew(int commit, ObjectId blob, PlannedBlob planned, FileVersion? before, List<FileVersion> others)
    {
        var reason = planned.IsRepeated ? _unread.GetValueOrDefault(blob) : planned.Reason;
        if (reason != UnreadReason.None)
        {
            _unread.TryAdd(blob, reason);
            tables.Unread.Add((commit, UnreadFiles.One(reason)));
            return null;
        }

        return planned.Units
            ?? (before is not null && before.TextBlob == blob ? Of(before) : null)
            ?? (others.Find(other => other.TextBlob == blob) is { } same ? Of(same) : Load(blob));
    }

    /// <exception cref="MissingTreeException">It cannot be read any more.</exception>
    public UnitSequence Of(FileVersion file) => file.Units ??= file.TextBlob is { } text ? Load(text) : UnitSequence.Empty;

    private UnitSequence Load(ObjectId blob)
    {
        var units = source.AtHand.Find(blob) ?? source.Load(blob) ?? throw new MissingTreeException();
        source.AtHand.Add(blob, units);
        return units;
    }
}
