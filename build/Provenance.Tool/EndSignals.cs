using System.Runtime.InteropServices;

namespace Provenance.Tool;

/// <summary>Lets a run that the system ends, by SIGTERM or SIGHUP, end git and remove its temporary folder first. Ctrl+C is the command line library's.</summary>
internal sealed class EndSignals : IDisposable
{
    // Shells say so of a process that a signal ended.
    private const int FirstSignalExitCode = 128;

    private readonly CancellationTokenSource _ended = new();
    private readonly PosixSignalRegistration[] _registrations;

    public EndSignals() => _registrations = [Register(PosixSignal.SIGTERM, 15), Register(PosixSignal.SIGHUP, 1)];

    public CancellationToken Token => _ended.Token;

    /// <summary>Of the signal that came; null when none did.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _ended.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, context =>
    {
        // Who sends a second one does not want to wait.
        context.Cancel = ExitCode is null;
        ExitCode = FirstSignalExitCode + number;
        _ended.Cancel();
    });
}
