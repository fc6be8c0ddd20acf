namespace Provenance.Engine.History.Replay;

/// <summary>The state of an earlier walk does not reach far enough for this one: a branch left the history before it. The history is walked from further back.</summary>
internal sealed class MissingTreeException : Exception;
