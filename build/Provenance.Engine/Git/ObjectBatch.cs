using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>Streams objects out of <c>cat-file --batch</c> in the order in which they were asked for.</summary>
/// <remarks>
/// Git buffers (<c>--buffer</c>) and a thread feeds the ids, so asking and reading overlap; history order streams about twice as fast as id order.
/// Git ends at an object that it begins to hand out and cannot read: another one goes on behind it, so that one damaged object costs no more than one that is absent.
/// </remarks>
public sealed class ObjectBatch : IDisposable
{
    private readonly CleanRoom _room;
    private readonly ObjectRequests _requests;
    private readonly List<Task> _feeders = [];
    private ObjectStream _stream;

    private ObjectBatch(CleanRoom room, ObjectRequests requests, ObjectStream stream)
    {
        _room = room;
        _requests = requests;
        _stream = stream;
        _feeders.Add(stream.Feeder);
    }

    /// <summary>Starts reading. Null when git cannot be started.</summary>
    public static ObjectBatch? Open(CleanRoom room, IEnumerable<ObjectId> ids) => Open(room, Texts(ids));

    /// <summary>As above, by ids in hex.</summary>
    internal static ObjectBatch? Open(CleanRoom room, IEnumerable<string> ids)
    {
        var requests = new ObjectRequests(ids);
        return ObjectStream.Open(room, requests) is { } stream ? new ObjectBatch(room, requests, stream) : null;
    }

    /// <summary>Reads the next object asked for; see <see cref="ObjectReply.Next"/>.</summary>
    public ReplyKind Next(out ReadOnlySpan<byte> content)
    {
        var kind = _stream.Next(out content);
        if (kind != ReplyKind.Ended)
        {
            _requests.Answered();
            return kind;
        }

        return _requests.Turn < GitLimits.Restarts && _stream.GaveUp() && TryGoOn() ? ReplyKind.Missing : ReplyKind.Ended;
    }

    /// <summary>Waits for git's end; the notice says what went wrong.</summary>
    public Notice? Finish()
    {
        // git first: its limits also end a feeder whose ids nobody takes.
        var notice = _stream.Finish();
        foreach (var feeder in _feeders)
        {
            feeder.GetAwaiter().GetResult();
        }

        return notice;
    }

    public void Dispose() => _stream.Dispose();

    private bool TryGoOn()
    {
        _requests.GiveUpOldest();
        if (ObjectStream.Open(_room, _requests) is not { } next)
        {
            return false;
        }

        _stream.Dispose();
        _stream = next;
        _feeders.Add(next.Feeder);
        return true;
    }

    private static IEnumerable<string> Texts(IEnumerable<ObjectId> ids)
    {
        foreach (var id in ids)
        {
            yield return id.ToString();
        }
    }
}
