namespace Provenance.Engine.History.Replay;

/// <summary>Why a version of a file was not read.</summary>
internal enum UnreadReason : byte
{
    None,
    Missing,
    TooLarge,
    NotText,
}
