namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The checksum of zip archives. The runtime's own reader does not check it.</summary>
internal struct Crc32
{
    private static readonly uint[][] Tables = CreateTables();

    private uint _left;

    public readonly uint Value => _left;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_left;
        while (bytes.Length >= 4)
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = Tables[3][crc & 0xFF] ^ Tables[2][(crc >> 8) & 0xFF] ^ Tables[1][(crc >> 16) & 0xFF] ^ Tables[0][crc >> 24];
            bytes = bytes[4..];
        }

        foreach (var b in bytes)
        {
            crc = (crc >> 8) ^ Tables[0][(crc ^ b) & 0xFF];
        }

        _left = ~crc;
    }

    private static uint[][] CreateTables()
    {
        var tables = new uint[4][];
        for (var t = 0; t < 4; t++)
        {
            tables[t] = new uint[256];
            for (var i = 0; i < 256; i++)
            {
                var crc = t == 0 ? (uint)i : tables[t - 1][i];
                for (var bit = 0; t == 0 && bit < 8; bit++)
                {
                    crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
                }

                tables[t][i] = t == 0 ? crc : (crc >> 8) ^ tables[0][crc & 0xFF];
            }
        }

        return tables;
    }
}
