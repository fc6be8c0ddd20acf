namespace Provenance.Engine.Evidence;

/// <summary>Which exceptions readers of images and archives throw for damaged input.</summary>
/// <remarks>
/// The metadata reader checks bounds lazily, so that damage shows up as any of these at any accessor. Everything else is a defect of ours and passes.
/// </remarks>
internal static class Damage
{
    public static bool IsShownBy(Exception exception) => exception
        is BadImageFormatException
        or IOException
        or InvalidDataException
        or ArgumentException
        or InvalidOperationException
        or OverflowException
        or IndexOutOfRangeException
        or NotSupportedException
        or UnauthorizedAccessException;
}
