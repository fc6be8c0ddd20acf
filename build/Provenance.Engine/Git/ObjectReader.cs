using System.Text;

namespace Provenance.Engine.Git;

/// <summary>Answers single questions for objects, one after the other, out of <c>cat-file --batch</c>: for what nobody could ask for ahead.</summary>
/// <remarks>Git ends at an object that it begins to hand out and cannot read; the next question goes to another one.</remarks>
public sealed class ObjectReader : IDisposable
{
    private readonly CleanRoom _room;

    // Whoever asks for one of them again must not cost another git.
    private readonly HashSet<string> _damaged = new(StringComparer.Ordinal);
    private GitProcess _git;
    private ObjectReply _reply;
    private bool _gaveUp;
    private int _restarts;

    private ObjectReader(CleanRoom room, GitProcess git)
    {
        _room = room;
        _git = git;
        _reply = new ObjectReply(git.Output);
    }

    /// <summary>Null when git cannot be started.</summary>
    public static ObjectReader? Open(CleanRoom room) => Start(room) is { } git ? new ObjectReader(room, git) : null;

    /// <summary>Reads one object; see <see cref="ObjectReply.Next"/>.</summary>
    public ReplyKind Read(ObjectId id, out ReadOnlySpan<byte> content, int limit = GitLimits.ObjectBytes) => Ask(id.ToString(), out content, limit);

    /// <summary>Reads a file of a commit's tree.</summary>
    /// <param name="path">One of our own: short, without line ends.</param>
    public ReplyKind Read(ObjectId commit, string path, out ReadOnlySpan<byte> content) => Ask(commit + ":" + path, out content, GitLimits.ObjectBytes);

    private static GitProcess? Start(CleanRoom room) => room.Start("cat-file", ["--batch"], feedsInput: true);

    private ReplyKind Ask(string name, out ReadOnlySpan<byte> content, int limit)
    {
        content = default;
        if (_damaged.Contains(name))
        {
            return ReplyKind.Missing;
        }

        if (_gaveUp && !TryGoOn())
        {
            return ReplyKind.Ended;
        }

        try
        {
            _git.Input.Write(Encoding.UTF8.GetBytes(name + "\n"));
            _git.Input.Flush();
        }
        catch (IOException)
        {
            // git ended: the reply says so.
        }

        var kind = _reply.Next(out content, limit);
        _gaveUp = kind == ReplyKind.Ended && _reply.IsCutShort && _git.GaveUp();
        if (!_gaveUp)
        {
            return kind;
        }

        _damaged.Add(name);
        return ReplyKind.Missing;
    }

    private bool TryGoOn()
    {
        if (_restarts == GitLimits.Restarts || Start(_room) is not { } git)
        {
            return false;
        }

        _restarts++;
        _git.Dispose();
        _git = git;
        _reply = new ObjectReply(git.Output);
        return true;
    }

    public void Dispose()
    {
        _git.CloseInput();
        _git.Dispose();
    }
}
