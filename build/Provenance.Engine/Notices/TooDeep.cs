using System.Globalization;

namespace Provenance.Engine.Notices;

/// <summary>Files whose text nests too deeply to be parsed, or takes a parser too long.</summary>
internal static class TooDeep
{
    /// <summary>Null where there are none.</summary>
    public static Notice? NoticeOf(int files) => files == 0 ? null : Notice.Of("PROV946", files.ToString(CultureInfo.InvariantCulture));
}
