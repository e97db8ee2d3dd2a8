// Work for the thread itself, with nothing to wait for.

/** Counts the prime numbers from `from` to below `to`, the slow way: it is meant to take its time. */
export function countPrimes(from: number, to: number): number {
  let primes = 0;
  for (let number = Math.max(2, from); number < to; number++) {
    let divisor = 2;
    while (divisor * divisor <= number && number % divisor !== 0) divisor++;
    if (divisor * divisor > number) primes++;
  }
  return primes;
}
