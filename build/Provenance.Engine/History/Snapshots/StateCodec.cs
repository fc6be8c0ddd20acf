using Provenance.Engine.Git;
using Provenance.Engine.History.Replay;

namespace Provenance.Engine.History.Snapshots;

/// <summary>The form of a <see cref="ReplayState"/>, without its result, in a snapshot.</summary>
internal static class StateCodec
{
    public static void Write(SnapshotWriter writer, ReplayState state)
    {
        writer.All(state.Files, file =>
        {
            Write(writer, file.Lineage);
            Write(writer, file.TextBlob);
            Write(writer, file.Challenges);
            writer.Numbers(file.Anchors);
        });
        writer.All(state.Projects, project => Write(writer, project));
        writer.All(state.RuleFiles, file =>
        {
            writer.Text(file.Path);
            writer.Id(file.Blob);
        });
        writer.All(state.Buried, run =>
        {
            writer.Number(run.Step);
            Write(writer, run.File);
            writer.Text(run.Path);
            writer.Byte((byte)run.Cause);
            writer.Hashes(run.Units);
            writer.Runs(run.Origins);
            writer.Runs(run.Lives);
            Write(writer, run.Challenges);
        });
        writer.Hashes(state.DeadCode.AsSpan());
        writer.All(state.Recent, step =>
        {
            writer.Number(step.Commit);
            writer.All(step.Files, file =>
            {
                writer.Text(file.Path);
                writer.Flag(file.Before is not null);
                if (file.Before is { } version)
                {
                    writer.Id(version.Blob);
                    Write(writer, version.Lineage);
                    Write(writer, version.TextBlob);
                    writer.Runs(version.Origins);
                }
            });
            writer.All(step.Projects, project =>
            {
                writer.Text(project.Path);
                writer.Flag(project.Before is not null);
                if (project.Before is { } lineage)
                {
                    Write(writer, lineage);
                }
            });
            writer.All(step.RuleFiles, file =>
            {
                writer.Text(file.Path);
                Write(writer, file.Before);
            });
        });
    }

    /// <summary>Reads the state of a result that need not be there yet.</summary>
    public static Func<HistoryResult, ReplayState> Read(SnapshotReader reader)
    {
        var files = reader.All(() => new FileState(ReadLineage(reader), ReadBlob(reader), ReadRuns(reader), reader.Numbers()));
        var projects = reader.All(() => ReadLineage(reader));
        var ruleFiles = reader.All(() => new RuleFile(reader.Text(), reader.Id()));
        var buried = reader.All(() => new BuriedRun(
            reader.Index(), ReadLineage(reader), reader.Text(), (DeathCause)reader.Byte(), [.. reader.Hashes()], reader.Runs(), reader.Runs(), ReadRuns(reader)));
        var deadCode = reader.Hashes();
        var recent = reader.All(() => new StepUndo(
            reader.Index(),
            reader.All(() => new Undo<FileVersion?>(reader.Text(), reader.Flag() ? ReadVersion(reader) : null)),
            reader.All(() => new Undo<Lineage?>(reader.Text(), reader.Flag() ? ReadLineage(reader) : null)),
            reader.All(() => new Undo<ObjectId?>(reader.Text(), ReadBlob(reader)))));
        return result => new ReplayState(result, files, projects, ruleFiles, buried, deadCode, recent);
    }

    private static FileVersion ReadVersion(SnapshotReader reader)
    {
        var blob = reader.Id();
        var lineage = ReadLineage(reader);
        var text = ReadBlob(reader);
        return new FileVersion(blob, lineage, text, reader.Runs(), lives: null);
    }

    private static void Write(SnapshotWriter writer, Lineage lineage)
    {
        writer.Number(lineage.Commit);
        writer.Text(lineage.Path);
    }

    private static Lineage ReadLineage(SnapshotReader reader) => new(reader.Index(), reader.Text());

    private static void Write(SnapshotWriter writer, ObjectId? blob)
    {
        writer.Flag(blob is not null);
        if (blob is { } id)
        {
            writer.Id(id);
        }
    }

    private static void Write(SnapshotWriter writer, RunList? runs)
    {
        writer.Flag(runs is not null);
        if (runs is not null)
        {
            writer.Runs(runs);
        }
    }

    private static RunList? ReadRuns(SnapshotReader reader) => reader.Flag() ? reader.Runs() : null;

    private static ObjectId? ReadBlob(SnapshotReader reader) => reader.Flag() ? reader.Id() : null;
}
