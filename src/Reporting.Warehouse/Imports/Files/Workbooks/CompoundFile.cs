using System.Buffers.Binary;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Reads one stream of a compound file (MS-CFB), the container of the old Office formats.</summary>
internal static class CompoundFile
{
    private const uint LastSector = 0xFFFF_FFFA;

    /// <summary>Null when the file has no stream of these names.</summary>
    public static byte[]? Stream(byte[] file, params string[] names)
    {
        // The format defines two sizes of sectors, and one of small sectors.
        var sector = U16(file, 30) switch { 9 => 512, 12 => 4096, _ => throw new InvalidDataException("The sectors have no known size.") };
        var small = U16(file, 32) == 6 ? 64 : throw new InvalidDataException("The small sectors have no known size.");
        var fat = Fat(file, sector);
        var entries = Chain(file, fat, U32(file, 48), sector, sector, long.MaxValue);
        var root = entries.AsSpan(0, 128).ToArray();
        for (var at = 0; at + 128 <= entries.Length; at += 128)
        {
            var length = U16(entries, at + 64);
            if (entries[at + 66] != 2 || length is < 2 or > 64 || !names.Contains(System.Text.Encoding.Unicode.GetString(entries, at, length - 2), StringComparer.Ordinal))
            {
                continue;
            }

            var (start, size) = (U32(entries, at + 116), U32(entries, at + 120));
            if (size >= U32(file, 56))
            {
                return Chain(file, fat, start, sector, sector, size);
            }

            // Small streams are stored together in one stream.
            var minis = Chain(file, fat, U32(root, 116), sector, sector, U32(root, 120));
            var links = Chain(file, fat, U32(file, 60), sector, sector, long.MaxValue);
            return Chain(minis, [.. Enumerable.Range(0, links.Length / 4).Select(i => U32(links, i * 4))], start, small, 0, size);
        }

        return null;
    }

    private static uint[] Fat(byte[] file, int sector)
    {
        var sectors = new List<uint>(Enumerable.Range(0, 109).Select(i => U32(file, 76 + (i * 4))));
        var next = U32(file, 68);
        for (var i = 0; next < LastSector && i < file.Length / sector; i++)
        {
            var at = checked((int)((next + 1L) * sector));
            sectors.AddRange(Enumerable.Range(0, (sector / 4) - 1).Select(k => U32(file, at + (k * 4))));
            next = U32(file, at + sector - 4);
        }

        // A file has no more sectors than its length allows, whatever its header states.
        var links = sectors.Where(s => s < LastSector).SelectMany(s => Enumerable.Range(0, sector / 4).Select(k => U32(file, checked((int)((s + 1L) * sector)) + (k * 4))));
        return [.. links.Take((file.Length / sector) + sector)];
    }

    // Throws when a chain leaves the file or loops.
    private static byte[] Chain(byte[] from, uint[] links, uint start, int sector, int offset, long size)
    {
        using var bytes = new MemoryStream();
        for (var next = start; next < LastSector && bytes.Length < size; next = links[next])
        {
            var at = offset + ((long)next * sector);
            if (bytes.Length > from.Length || at >= from.Length)
            {
                throw new InvalidDataException("A chain of sectors has no end.");
            }

            bytes.Write(from, (int)at, (int)Math.Min(sector, from.Length - at));
        }

        return size < bytes.Length ? bytes.GetBuffer()[..(int)size] : bytes.ToArray();
    }

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
