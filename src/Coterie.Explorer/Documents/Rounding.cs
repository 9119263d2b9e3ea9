using System.Globalization;

namespace Coterie.Explorer.Documents;

/// <summary>Rounds the numbers of documents, which are drawn and need few digits.</summary>
internal static class Rounding
{
    /// <summary>Rounds to some significant digits.</summary>
    /// <param name="value">A number.</param>
    /// <param name="digits">How many digits stay.</param>
    /// <returns>The nearest number whose shortest text has that many digits; null for what is no finite number.</returns>
    public static double? To(double? value, int digits)
    {
        if (value is not { } number || !double.IsFinite(number)) return null;
        // Counts and zeros are as short as they get.
        if (Math.Abs(number) < 1000 && number == Math.Truncate(number)) return number;
        Span<char> text = stackalloc char[32];
        Span<char> format = stackalloc char[2] { 'E', (char)('0' + digits - 1) };
        number.TryFormat(text, out int length, format, CultureInfo.InvariantCulture);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
