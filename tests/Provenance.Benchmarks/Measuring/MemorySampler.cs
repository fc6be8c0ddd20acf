namespace Provenance.Benchmarks.Measuring;

/// <summary>Watches the memory of one process tree at a time, from a thread of its own.</summary>
/// <remarks>
/// The kernel keeps the peak of each process, so that only what happens in the last moments of a process can be missed; the sum over a tree is
/// sampled. .NET takes the exit status of its children itself, so that wait4(2), which would tell the peak exactly, has nothing left to tell.
/// </remarks>
internal sealed class MemorySampler : IDisposable
{
    /// <summary>What ended sooner was seen too seldom for its peak to be known.</summary>
    public static readonly TimeSpan ShortestKnown = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread? _thread;
    private int _processId;
    private bool _isDisposed;
    private long? _peakProcess;
    private long? _peakTree;

    public MemorySampler()
    {
        if (ProcessMemory.IsKnown)
        {
            _thread = new Thread(Watch) { IsBackground = true, Name = nameof(MemorySampler) };
            _thread.Start();
        }
    }

    public void Start(int processId)
    {
        lock (_gate)
        {
            (_processId, _peakProcess, _peakTree) = (processId, null, null);
        }

        _wake.Set();
    }

    /// <summary>Bytes; null when the system does not tell or the process was gone before it was looked at.</summary>
    public (long? PeakProcess, long? PeakTree) Stop()
    {
        lock (_gate)
        {
            _processId = 0;
            return (_peakProcess, _peakTree);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _wake.Set();
        _thread?.Join();
        _wake.Dispose();
    }

    private void Watch()
    {
        while (true)
        {
            bool isIdle;
            lock (_gate)
            {
                if (_isDisposed)
                {
                    return;
                }

                isIdle = _processId == 0;
                if (!isIdle)
                {
                    Sample(_processId);
                }
            }

            _wake.WaitOne(isIdle ? Timeout.InfiniteTimeSpan : Interval);
        }
    }

    private void Sample(int root)
    {
        var pending = new Stack<int>([root]);
        long sum = 0;
        while (pending.TryPop(out var id))
        {
            if (ProcessMemory.Read(id) is not var (now, peak))
            {
                continue;
            }

            sum += now;
            _peakProcess = Math.Max(_peakProcess ?? 0, peak);
            if (ProcessMemory.KnowsChildren)
            {
                ProcessMemory.Children(id).ForEach(pending.Push);
            }
        }

        if (sum > 0 && ProcessMemory.KnowsChildren)
        {
            _peakTree = Math.Max(_peakTree ?? 0, sum);
        }
    }
}
