using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Git;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

public sealed class ObjectIdTests
{
    [Fact]
    public void Name_IsWrittenAsItIsRead()
    {
        var names =
            from length in Gen.Elements(40, 64)
            from digits in Gen.Elements("0123456789abcdef".ToCharArray()).ArrayOf(length)
            select new string(digits);

        Check.One(Laws.Config, Prop.ForAll(names.ToArbitrary(), name => string.Equals(name, ObjectId.Parse(name).ToString(), StringComparison.Ordinal)));
    }
}
