// Reads Terraform from standard input and writes it down as JSON; ends with 1 if it is none.
import { text } from 'node:stream/consumers'
import { parse } from '@cdktf/hcl2json'

try {
  console.log(JSON.stringify(await parse('kit.tf', await text(process.stdin))))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
