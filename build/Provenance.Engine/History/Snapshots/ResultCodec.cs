using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Snapshots;

/// <summary>The form of a <see cref="HistoryResult"/> in a snapshot.</summary>
internal static class ResultCodec
{
    public static void Write(SnapshotWriter writer, HistoryResult history)
    {
        writer.Byte((byte)history.Mode);
        writer.All(history.Commits, commit =>
        {
            writer.Id(commit.Id);
            writer.All(commit.Parents, parent => writer.Number(parent));
            writer.Signed(commit.CommitterSeconds);
            writer.Flag(commit.IsBoundary);
        });
        writer.All(history.Mainline, step =>
        {
            writer.Number(step.Commit);
            writer.Signed(step.Seconds);
        });
        writer.All(history.Paths, writer.Text);
        writer.All(history.Slices, writer.Text);
        writer.All(history.Origins, origin =>
        {
            writer.Number(origin.Commit);
            writer.Number(origin.Path);
            writer.Number(origin.Slice);
            writer.Number(origin.Project + 1);
            writer.Byte((byte)origin.Scope);
            writer.Flag(origin.IsTruncated);
            writer.Flag(origin.IsUnread);
        });
        writer.All(history.Lives, life =>
        {
            writer.Number(life.Origin);
            writer.Number(life.Entry);
            writer.Byte((byte)life.Kind);
        });
        writer.All(history.Cells, cell =>
        {
            writer.Number(cell.Life);
            writer.Number(cell.Exit + 1);
            writer.Byte((byte)cell.Cause);
            writer.Number(cell.Count);
            writer.Number(cell.Units);
            writer.Number(cell.Weight);
        });
        writer.All(history.Challenges, challenge =>
        {
            writer.Number(challenge.Origin);
            writer.Number(challenge.Entry);
            writer.Number(challenge.Step);
            writer.Flag(challenge.Survived);
            writer.Number(challenge.Weight);
        });
        writer.All(history.Files, file =>
        {
            writer.Text(file.Path);
            writer.Id(file.Blob);
            writer.Runs(file.Origins);
            writer.Runs(file.Lives);
            writer.Flag(file.IsRead);
        });
        writer.All(history.Projects, project =>
        {
            writer.Text(project.Path);
            writer.Number(project.Lineage);
        });
        writer.Number(history.Unread.Missing);
        writer.Number(history.Unread.TooLarge);
        writer.Number(history.Unread.NotText);
        writer.Text(history.SlicesDigest);
        writer.Text(history.SlicesRemark);
    }

    public static HistoryResult Read(SnapshotReader reader) => new(
        (UnitMode)reader.Byte(),
        reader.All(() => new HistoryCommit(reader.Id(), reader.All(reader.Index), reader.Signed(), reader.Flag())),
        reader.All(() => new MainlineStep(reader.Index(), reader.Signed())),
        reader.All(reader.Text),
        reader.All(reader.Text),
        reader.All(() => new Origin(reader.Index(), reader.Index(), reader.Index(), reader.Index() - 1, (ScopeClass)reader.Byte(), reader.Flag(), reader.Flag())),
        reader.All(() => new Life(reader.Index(), reader.Index(), (UnitKind)reader.Byte())),
        reader.All(() => new HistoryCell(reader.Index(), reader.Index() - 1, (DeathCause)reader.Byte(), reader.Number(), reader.Number(), reader.Number())),
        reader.All(() => new HistoryChallenge(reader.Index(), reader.Index(), reader.Index(), reader.Flag(), reader.Number())),
        reader.All(() => new HeadFile(reader.Text(), reader.Id(), reader.Runs(), reader.Runs(), reader.Flag())),
        reader.All(() => new HeadProject(reader.Text(), reader.Index())),
        new UnreadFiles(reader.Index(), reader.Index(), reader.Index()),
        reader.Text(),
        reader.Text());
}
