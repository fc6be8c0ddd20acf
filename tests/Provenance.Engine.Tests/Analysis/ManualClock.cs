namespace Provenance.Engine.Tests.Analysis;

/// <summary>A clock that stands still until it is moved; timers fire when it is.</summary>
internal sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = now;

    /// <summary>Called whenever somebody measures how long something takes.</summary>
    public Action? Measured { get; init; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp()
    {
        Measured?.Invoke();
        return GetUtcNow().UtcTicks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            var alarm = new Alarm(() => callback(state), _now + dueTime);
            _alarms.Add(alarm);
            return alarm;
        }
    }

    public void Advance(TimeSpan time)
    {
        Alarm[] due;
        lock (_gate)
        {
            _now += time;
            due = [.. _alarms.Where(alarm => alarm.IsSet && alarm.At <= _now)];
            _alarms.RemoveAll(alarm => due.Contains(alarm));
        }

        Array.ForEach(due, alarm => alarm.Ring());
    }

    private sealed class Alarm(Action ring, DateTimeOffset at) : ITimer
    {
        public bool IsSet { get; private set; } = true;

        public DateTimeOffset At { get; } = at;

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => IsSet = false;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
