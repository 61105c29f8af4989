namespace Penstock.Gateway.Tests.Fuzz;

/// <summary>Damages good input the way networks, bugs and attackers do.</summary>
internal static class Mutations
{
    private static readonly byte[][] Tokens =
    [
        [.. "{"u8], [.. "}"u8], [.. "["u8], [.. "]"u8], [.. "\""u8], [.. "\\"u8], [.. ","u8], [.. ":"u8], [.. "null"u8], [.. "1e999"u8],
        [.. "-"u8], [.. "\\ud800"u8], [.. "\\u0000"u8], [0xC3], [0xFF], [0x00], [.. "\n\n"u8], [.. "\r"u8], [.. "data: "u8], [.. "[DONE]"u8],
        [.. "\"model\":"u8], [.. "\"usage\":"u8], [.. "\"choices\":"u8], [.. "99999999999999999999"u8], [.. "true"u8], [.. "\"\""u8],
    ];

    /// <summary>Applies up to a handful of random damages.</summary>
    public static byte[] Damage(byte[] seed, Random random)
    {
        var bytes = new List<byte>(seed);
        for (var i = random.Next(1, 6); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;

                case 1:
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;

                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;

                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;

                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
