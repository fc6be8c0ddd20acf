using System.Collections.Concurrent;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine;

/// <summary>Threads with the stack that a parser may need, for work that may not end: on some texts every further word doubles what Roslyn does, and it asks for no cancellation while it reads.</summary>
/// <remarks>Work that is not done in time is left to its thread, which takes no other until then and ends with the process at the latest. Safe for concurrent use.</remarks>
/// <param name="mostBusy">So many threads may be left at work; while they are, nothing more is begun.</param>
internal sealed class ParserThreads(int mostBusy)
{
    private readonly ConcurrentBag<BlockingCollection<Task>> _idle = [];
    private int _busy;

    /// <summary>Waits for the work, up to a time.</summary>
    /// <returns>Null also when it was not done by then, or not begun.</returns>
    public T? Run<T>(Func<T?> work, TimeSpan limit)
        where T : class
    {
        if (Volatile.Read(ref _busy) >= mostBusy)
        {
            return null;
        }

        var thread = _idle.TryTake(out var idle) ? idle : Start();
        var task = new Task<T?>(work);
        thread.Add(task);
        if (Task.WaitAny([task], limit) < 0)
        {
            Interlocked.Increment(ref _busy);
            _ = task.ContinueWith(_ => Return(thread), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return null;
        }

        _idle.Add(thread);
        return task.GetAwaiter().GetResult();
    }

    private void Return(BlockingCollection<Task> thread)
    {
        _idle.Add(thread);
        Interlocked.Decrement(ref _busy);
    }

    private static BlockingCollection<Task> Start()
    {
        var queue = new BlockingCollection<Task>();
        new Thread(() => RunAll(queue), SourceNesting.StackBytes) { IsBackground = true, Name = "Provenance parser" }.Start();
        return queue;
    }

    private static void RunAll(BlockingCollection<Task> queue)
    {
        foreach (var task in queue.GetConsumingEnumerable())
        {
            task.RunSynchronously(TaskScheduler.Default);
        }
    }
}
