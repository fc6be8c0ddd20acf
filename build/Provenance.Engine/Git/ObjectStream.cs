using System.Diagnostics;
using System.Text;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>One <c>cat-file --batch</c> that a thread feeds with ids, so that asking and reading overlap.</summary>
internal sealed class ObjectStream : IDisposable
{
    private const long NotAsked = -1;

    private readonly GitProcess _git;
    private readonly ObjectReply _reply;

    // Since when git has to answer or to take an id: it may keep answers back while more ids are to come.
    private long _owedSince = NotAsked;

    private ObjectStream(GitProcess git, ObjectRequests requests)
    {
        _git = git;
        _reply = new ObjectReply(git.Output);
        git.OwedFor = OwedFor;
        var turn = requests.Turn;
        Feeder = OwnThread.Run(() => Feed(requests, turn));
    }

    /// <summary>Ends with the ids, or when git takes no more of them.</summary>
    public Task Feeder { get; }

    /// <summary>Null when git cannot be started.</summary>
    public static ObjectStream? Open(CleanRoom room, ObjectRequests requests)
    {
        var git = room.Start("cat-file", ["--batch", "--buffer"], feedsInput: true);
        return git is null ? null : new ObjectStream(git, requests);
    }

    /// <summary>Reads the next object asked for; see <see cref="ObjectReply.Next"/>.</summary>
    public ReplyKind Next(out ReadOnlySpan<byte> content)
    {
        var kind = _reply.Next(out content);
        if (kind == ReplyKind.Ended && !_git.OutputEnded)
        {
            _git.Kill();
        }

        return kind;
    }

    /// <summary>Whether the last answer is <see cref="ReplyKind.Ended"/> because git gave up over that object.</summary>
    public bool GaveUp() => _reply.IsCutShort && _git.GaveUp();

    /// <summary>Waits for git's end; the notice says what went wrong.</summary>
    public Notice? Finish() => _git.Finish();

    public void Dispose() => _git.Dispose();

    // Ids may come from another git that takes its time; that one is watched itself.
    private TimeSpan OwedFor() => Volatile.Read(ref _owedSince) is var since && since == NotAsked ? TimeSpan.Zero : Stopwatch.GetElapsedTime(since);

    private void Feed(ObjectRequests requests, int turn)
    {
        try
        {
            using var input = new StreamWriter(_git.Input, Encoding.ASCII, 1 << 16) { NewLine = "\n" };
            try
            {
                while (requests.TryTake(turn, out var id))
                {
                    // A git that takes none of them is as silent as one that gives no answer.
                    Volatile.Write(ref _owedSince, Stopwatch.GetTimestamp());
                    input.WriteLine(id);
                    Volatile.Write(ref _owedSince, NotAsked);
                }
            }
            finally
            {
                // No more are to come, be it that who gives them was stopped.
                Volatile.Write(ref _owedSince, Stopwatch.GetTimestamp());
            }
        }
        catch (IOException)
        {
            // git ended early; the reading side sees it and names the reason.
        }
    }
}
