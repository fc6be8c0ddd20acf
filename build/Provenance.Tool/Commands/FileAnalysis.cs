using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;
using Provenance.Engine.Reports;

namespace Provenance.Tool.Commands;

/// <summary>What commands about one file need: both analyses and its committed text.</summary>
/// <param name="Tokens">Null when lines alone were asked for.</param>
/// <param name="Text">Null when the content is no text.</param>
internal sealed record FileAnalysis(string Path, AnalyzedRepository Lines, AnalyzedRepository? Tokens, HeadText? Text)
{
    /// <summary>Null with the exit code after the reason was said.</summary>
    public static (FileAnalysis? Analysis, int ExitCode) Of(Session session, string file, bool linesOnly, CancellationToken cancellation)
    {
        var path = PathComparison.RelativeTo(session.Location.TopLevel, System.IO.Path.GetFullPath(file));
        if (path is null)
        {
            session.Messages.Error($"'{file}' lies outside the repository.");
            return (null, ExitCode.Usage);
        }

        if (session.Analyze(UnitMode.Line, cancellation) is not { } lines)
        {
            return (null, ExitCode.Environment);
        }

        if (BlameQuery.Find(lines, path) is not { } head)
        {
            // Why it could not be read may be among them.
            Say(session, lines.Notices);
            session.Messages.Error($"'{path}' is no C# file of {session.Commit.Short} whose content could be read.");
            return (null, ExitCode.Usage);
        }

        var tokens = linesOnly ? null : session.Analyze(UnitMode.Token, cancellation);
        if (!linesOnly && tokens is null)
        {
            return (null, ExitCode.Environment);
        }

        using var room = CleanRoom.Open(session.Git, session.Location);
        var (texts, notice) = HeadTextReader.Read(room, [head]);
        Say(session, lines.Notices.Concat(tokens?.Notices ?? []).Append(notice).OfType<Notice>().DistinctBy(said => said.Code, StringComparer.Ordinal));
        return (new FileAnalysis(path, lines, tokens, texts[0]), ExitCode.Done);
    }

    private static void Say(Session session, IEnumerable<Notice> notices)
    {
        foreach (var notice in notices)
        {
            session.Messages.Notice(notice);
        }
    }
}
