namespace Provenance.Benchmarks;

/// <summary>Nothing can be measured, and the message says why.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
