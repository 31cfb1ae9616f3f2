using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace OpenReferences;

/// <summary>
/// An assembly whose internal types and members are public, for a compiler only. Nothing but flags in its metadata changes (ECMA-335, partition II, 22 and 23.1), so
/// the same assembly always gives the same bytes. Private members stay private.
/// </summary>
internal static class OpenAssembly
{
    /// <summary>The bytes of an assembly, opened.</summary>
    public static byte[] Of(ImmutableArray<byte> assembly)
    {
        using PEReader file = new(assembly);
        MetadataReader metadata = file.GetMetadataReader();
        byte[] bytes = [.. assembly];
        Span<byte> tables = bytes.AsSpan(file.PEHeaders.MetadataStartOffset);

        // Where the flags stand in a row: of a type and a field first, of a method behind its address and the flags of its implementation.
        Open(tables, metadata, TableIndex.TypeDef, offset: 0, (int)TypeAttributes.VisibilityMask, Type);
        Open(tables, metadata, TableIndex.Field, offset: 0, (int)FieldAttributes.FieldAccessMask, Member);
        Open(tables, metadata, TableIndex.MethodDef, offset: 6, (int)MethodAttributes.MemberAccessMask, Member);
        return bytes;
    }

    private static void Open(
        Span<byte> tables,
        MetadataReader metadata,
        TableIndex table,
        int offset,
        int mask,
        Func<int, int> toVisibility
    )
    {
        int size = metadata.GetTableRowSize(table);
        for (int row = 0; row < metadata.GetTableRowCount(table); row++)
        {
            Span<byte> flags = tables.Slice(metadata.GetTableMetadataOffset(table) + (row * size) + offset, sizeof(ushort));
            int all = BinaryPrimitives.ReadUInt16LittleEndian(flags);
            BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)((all & ~mask) | toVisibility(all & mask)));
        }
    }

    private static int Type(int visibility) =>
        (TypeAttributes)visibility switch
        {
            TypeAttributes.NotPublic => (int)TypeAttributes.Public,
            TypeAttributes.NestedAssembly or TypeAttributes.NestedFamORAssem => (int)TypeAttributes.NestedPublic,
            TypeAttributes.NestedFamANDAssem => (int)TypeAttributes.NestedFamily,
            _ => visibility,
        };

    // The flags of fields and of methods have the same values.
    private static int Member(int visibility) =>
        (MethodAttributes)visibility switch
        {
            MethodAttributes.Assembly => (int)MethodAttributes.Public,
            MethodAttributes.FamANDAssem => (int)MethodAttributes.Family,
            _ => visibility,
        };
}
