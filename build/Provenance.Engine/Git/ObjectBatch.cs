using System.Diagnostics;
using System.Text;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>Streams objects out of one <c>cat-file --batch</c> in the order in which they were asked for.</summary>
/// <remarks>Git buffers (<c>--buffer</c>) and a thread feeds the ids, so asking and reading overlap; history order streams about twice as fast as id order.</remarks>
public sealed class ObjectBatch : IDisposable
{
    private const long NotAsked = -1;

    private readonly GitProcess _git;
    private readonly Task _feeder;
    private readonly ObjectReply _reply;

    // Since when git has to answer or to take an id: it may keep answers back while more ids are to come.
    private long _owedSince = NotAsked;

    private ObjectBatch(GitProcess git, IEnumerable<string> ids)
    {
        _git = git;
        _reply = new ObjectReply(git.Output);
        git.OwedFor = OwedFor;
        _feeder = OwnThread.Run(() => Feed(git, ids));
    }

    /// <summary>Starts reading. Null when git cannot be started.</summary>
    public static ObjectBatch? Open(CleanRoom room, IEnumerable<ObjectId> ids) => Open(room, Texts(ids));

    /// <summary>As above, by ids in hex.</summary>
    internal static ObjectBatch? Open(CleanRoom room, IEnumerable<string> ids)
    {
        var git = room.Start("cat-file", ["--batch", "--buffer"], feedsInput: true);
        return git is null ? null : new ObjectBatch(git, ids);
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

    /// <summary>Waits for git's end; the notice says what went wrong.</summary>
    public Notice? Finish()
    {
        // git first: its limits also end a feeder whose ids nobody takes.
        var notice = _git.Finish();
        _feeder.GetAwaiter().GetResult();
        return notice;
    }

    public void Dispose() => _git.Dispose();

    private static IEnumerable<string> Texts(IEnumerable<ObjectId> ids)
    {
        foreach (var id in ids)
        {
            yield return id.ToString();
        }
    }

    // Ids may come from another git that takes its time; that one is watched itself.
    private TimeSpan OwedFor() => Volatile.Read(ref _owedSince) is var since && since == NotAsked ? TimeSpan.Zero : Stopwatch.GetElapsedTime(since);

    private void Feed(GitProcess git, IEnumerable<string> ids)
    {
        try
        {
            using var input = new StreamWriter(git.Input, Encoding.ASCII, 1 << 16) { NewLine = "\n" };
            try
            {
                foreach (var id in ids)
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
