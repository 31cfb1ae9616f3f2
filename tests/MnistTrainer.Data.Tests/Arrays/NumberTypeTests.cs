namespace MnistTrainer.Data.Tests;

/// <summary>The types of numbers of IDX and NumPy, as their documents define them.</summary>
public sealed class NumberTypeTests
{
    // The bytes of -2, or of the largest number where there is no sign, in two's complement and IEEE 754.
    [Theory]
    [InlineData("|b1", "01", 1)]
    [InlineData("|u1", "FE", 254)]
    [InlineData("|i1", "FE", -2)]
    [InlineData("<u2", "FEFF", 65534)]
    [InlineData("<i2", "FEFF", -2)]
    [InlineData("<u4", "FEFFFFFF", 4294967294)]
    [InlineData("<i4", "FEFFFFFF", -2)]
    [InlineData("<u8", "0100000000000000", 1)]
    [InlineData("<i8", "FEFFFFFFFFFFFFFF", -2)]
    [InlineData("<f2", "00C0", -2)]
    [InlineData("<f4", "000000C0", -2)]
    [InlineData("<f8", "00000000000000C0", -2)]
    public void NumPy_reads_a_number_in_both_byte_orders(string name, string hex, double expected)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Assert.Equal(expected, NumberType.OfNumpy(name)!.Decode(bytes));
        Array.Reverse(bytes);
        Assert.Equal(expected, NumberType.OfNumpy(name.Replace('<', '>'))!.Decode(bytes));
    }

    [Theory]
    [InlineData(0x08, "FE", 254)]
    [InlineData(0x09, "FE", -2)]
    [InlineData(0x0B, "FFFE", -2)]
    [InlineData(0x0C, "FFFFFFFE", -2)]
    [InlineData(0x0D, "C0000000", -2)]
    [InlineData(0x0E, "C000000000000000", -2)]
    public void IDX_reads_a_big_endian_number(byte code, string hex, double expected) =>
        Assert.Equal(expected, NumberType.OfIdx(code)!.Decode(Convert.FromHexString(hex)));
}
